// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "AggregatorV3Interface.sol";

/// A price feed that says whatever it was told last.
contract PriceFeed is AggregatorV3Interface {
    uint8 public decimals;
    uint80 private round;
    int256 private answer;
    uint256 private updated;
    uint80 private answered;

    function set(uint8 places, uint80 began, int256 price, uint256 time, uint80 answeredIn) external {
        (decimals, round, answer, updated, answered) = (places, began, price, time, answeredIn);
    }

    function description() external pure returns (string memory) {
        return "price";
    }

    function version() external pure returns (uint256) {
        return 1;
    }

    function getRoundData(uint80) external view returns (uint80, int256, uint256, uint256, uint80) {
        return latestRoundData();
    }

    function latestRoundData() public view returns (uint80, int256, uint256, uint256, uint80) {
        return (round, answer, updated, updated, answered);
    }
}
